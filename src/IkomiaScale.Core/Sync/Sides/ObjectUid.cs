using System.Globalization;

namespace IkomiaScale.Sync.Sides;

/// <summary>
/// A uid in 24 bytes, with the URL of the content. The URLs of a service usually differ only in the uid, so the part before
/// it is stored once. Uids and URLs of another form are stored unchanged.
/// </summary>
internal readonly struct ObjectUid
{
    private readonly Guid _guid;
    private readonly Form? _form;

    private ObjectUid(Guid guid, Form form)
    {
        _guid = guid;
        _form = form;
    }

    /// <summary>The URL of the content; null if it must be requested.</summary>
    public string? ContentUrl => _form?.Before is { } before ? before + this : null;

    public override string ToString() => _form?.Other ?? _guid.ToString("D", CultureInfo.InvariantCulture);

    /// <summary>The common parts of the uids of a listing.</summary>
    internal sealed class Forms
    {
        /// <summary>If URLs start in more ways than this, they are no longer stored.</summary>
        private const int Limit = 64;

        private Form _last = new(null, null);
        private int _made;

        /// <summary>Converts the uid of an object.</summary>
        public ObjectUid Read(IkStorageObject item)
        {
            var isGuid = Guid.TryParseExact(item.Uid, "D", out var guid)
                && string.Equals(guid.ToString("D", CultureInfo.InvariantCulture), item.Uid, StringComparison.Ordinal);
            var before = item.ContentUrl is { } url && url.EndsWith(item.Uid, StringComparison.Ordinal) && _made < Limit
                ? url.Substring(0, url.Length - item.Uid.Length)
                : null;
            var form = new Form(before, isGuid ? null : item.Uid);
            if (form != _last)
            {
                _last = form;
                _made += before is null ? 0 : 1;
            }

            return new ObjectUid(guid, _last);
        }
    }

    private sealed record Form(string? Before, string? Other);
}
