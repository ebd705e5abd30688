using IkomiaScale.Files;
using IkomiaScale.Json;
using IkomiaScale.Storage;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Deployments.Inputs;

/// <summary>An input identified by its content, independent of its name and folder.</summary>
/// <param name="Input">The same input, with its object if one was found.</param>
/// <param name="Sha256">The sha256 of its content.</param>
/// <param name="Decides">Everything about it that decides a result.</param>
/// <param name="EnsureUnchanged">Throws if the content has changed since; null if it cannot change.</param>
internal sealed record InputIdentity(RunInput Input, string Sha256, JObject Decides, Action? EnsureUnchanged = null)
{
    /// <summary>From a content with a type.</summary>
    public static InputIdentity OfContent(RunInput input, string dataType, string sha256, Action? ensureUnchanged = null) =>
        new(input, sha256, new JObject { ["data_type"] = dataType, ["sha256"] = sha256 }, ensureUnchanged);

    /// <summary>From bytes in memory.</summary>
    public static InputIdentity OfBytes(RunInput input, string dataType, byte[] content) => OfContent(input, dataType, Hex.Sha256(content));

    /// <summary>From an object in the storage.</summary>
    public static InputIdentity OfStored(RunInput input, string dataType, string uid, string? sha256) =>
        new(input, sha256 ?? string.Empty, new JObject { ["data_type"] = dataType, ["uid"] = uid, ["sha256"] = sha256 });

    /// <summary>From data that is sent as JSON.</summary>
    public static InputIdentity OfJson(RunInput input, JToken json)
    {
        var sha256 = Hex.Sha256(CanonicalJson.Write(json));
        return new InputIdentity(input, sha256, new JObject { ["json"] = sha256 });
    }

    /// <summary>From a local file. Its content is read.</summary>
    /// <exception cref="ScaleException">The file cannot be read; or <see cref="ScaleErrorId.SourceChanged"/>: another program
    /// writes to it.</exception>
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
                    ScaleErrorId.SourceChanged, $"The file '{path}' was not run because it changed while it was read. Run the command again when no program writes to it.")
                {
                    Target = path,
                };
            }
        }
    }
}
