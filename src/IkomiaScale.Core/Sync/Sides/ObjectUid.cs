using System.Globalization;

namespace IkomiaScale.Sync.Sides;

/// <summary>
/// A uid in 24 bytes, and with it where the content is: addresses of one service differ in the uid only, so that what stands
/// before it is kept once. Uids and addresses of another form are kept as they are.
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

    /// <summary>The address of the content; null where it has to be asked for.</summary>
    public string? ContentUrl => _form?.Before is { } before ? before + this : null;

    public override string ToString() => _form?.Other ?? _guid.ToString("D", CultureInfo.InvariantCulture);

    /// <summary>What uids of a service have in common; one for a listing.</summary>
    internal sealed class Forms
    {
        /// <summary>How many beginnings addresses may have until they are not kept any more.</summary>
        private const int Limit = 64;

        private Form _last = new(null, null);
        private int _made;

        /// <summary>Takes the uid of an object.</summary>
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
