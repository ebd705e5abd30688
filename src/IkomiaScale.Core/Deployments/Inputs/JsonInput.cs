using IkomiaScale.Json;
using IkomiaScale.Storage;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Deployments.Inputs;

/// <summary>An input in the form of the service, <c>{TYPE: body}</c>.</summary>
internal sealed class JsonInput : RunInput
{
    private readonly JObject _json;

    public JsonInput(string json)
        : this(Parse(json))
    {
    }

    private JsonInput(JObject json)
        : base(json.Properties().Single().Name)
    {
        _json = json;
    }

    internal override RunSource Source => new(Description) { IsData = true };

    internal override Task<InputPart> PrepareAsync(InputContext context, CancellationToken cancellationToken) =>
        Task.FromResult<InputPart>(new JsonPart(_json));

    internal override Task<InputIdentity> IdentifyAsync(IStorageClient storage, CancellationToken cancellationToken) =>
        Task.FromResult(InputIdentity.OfJson(this, _json));

    private static JObject Parse(string json)
    {
        JToken token;
        try
        {
            token = JsonText.Parse(json);
        }
        catch (JsonException exception)
        {
            throw Invalid($"is not JSON ({exception.Message.TrimEnd('.')})", exception);
        }

        return token switch
        {
            JObject { Count: 1 } typed => typed,
            JObject { Count: 0 } => throw Invalid("has no key", null),
            JObject several => throw Invalid($"has the keys {string.Join(", ", several.Properties().Select(field => field.Name).Take(10))}", null),
            _ => throw Invalid("is not an object", null),
        };
    }

    private static ScaleException Invalid(string why, Exception? cause) =>
        new ScaleException(ScaleErrorId.InvalidInput,
            $"The raw input cannot be used because it {why}. Use one key that names the type, such as @{{ DATA_DICT = @{{ … }} }}. " +
            "For a run with several inputs, use -Inputs.",
            cause);
}
