using IkomiaScale.Files;
using IkomiaScale.Json;
using IkomiaScale.Storage;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Deployments.Inputs;

/// <summary>What an input is by its content, whatever it is called and wherever it lies.</summary>
/// <param name="Input">The same input, looked up where that was needed.</param>
/// <param name="Sha256">The sha256 of its content.</param>
/// <param name="Decides">All of it that decides a result.</param>
/// <param name="EnsureUnchanged">Throws where the content is not any more what it was; null where it cannot change.</param>
internal sealed record InputIdentity(RunInput Input, string Sha256, JObject Decides, Action? EnsureUnchanged = null)
{
    /// <summary>Of a content of some kind of data.</summary>
    public static InputIdentity OfContent(RunInput input, string dataType, string sha256, Action? ensureUnchanged = null) =>
        new(input, sha256, new JObject { ["data_type"] = dataType, ["sha256"] = sha256 }, ensureUnchanged);

    /// <summary>Of bytes in memory.</summary>
    public static InputIdentity OfBytes(RunInput input, string dataType, byte[] content) => OfContent(input, dataType, Hex.Sha256(content));

    /// <summary>Of a stored object.</summary>
    public static InputIdentity OfStored(RunInput input, string dataType, string uid, string? sha256) =>
        new(input, sha256 ?? string.Empty, new JObject { ["data_type"] = dataType, ["uid"] = uid, ["sha256"] = sha256 });

    /// <summary>Of data that goes along as JSON.</summary>
    public static InputIdentity OfJson(RunInput input, JToken json)
    {
        var sha256 = Hex.Sha256(CanonicalJson.Write(json));
        return new InputIdentity(input, sha256, new JObject { ["json"] = sha256 });
    }

    /// <summary>Of a local file, which is read for it.</summary>
    /// <exception cref="ScaleException">It cannot be read, or <see cref="ScaleErrorId.SourceChanged"/>: it is being written.</exception>
    public static async Task<InputIdentity> OfFileAsync(RunInput input, string path, string dataType, CancellationToken cancellationToken)
    {
        var stamp = FileStamp.Of(new FileInfo(path));
        using var content = LocalFile.OpenRead(path);
        var sha256 = await Hex.Sha256Async(content, path, cancellationToken).ConfigureAwait(false);
        EnsureUnchanged();
        return OfContent(input, dataType, sha256, EnsureUnchanged);

        void EnsureUnchanged()
        {
            var file = new FileInfo(path);
            if (!file.Exists || FileStamp.Of(file) != stamp)
            {
                throw new ScaleException(
                    ScaleErrorId.SourceChanged, $"The file '{path}' changed while it was looked at, so it was not run. Try again when it is complete.")
                {
                    Target = path,
                };
            }
        }
    }
}
