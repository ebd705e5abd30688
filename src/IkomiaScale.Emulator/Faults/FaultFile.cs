using System.Text.Json;
using System.Text.Json.Serialization;
using IkomiaScale.Emulator.Faults.Actions;

namespace IkomiaScale.Emulator.Faults;

/// <summary>Reads fault rules. A rule that could not do what it says is refused, with its number.</summary>
internal static class FaultFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        // A misspelt field would otherwise be a rule that silently does something else.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static IReadOnlyList<Fault> Load(string file)
    {
        try
        {
            return Parse(File.ReadAllBytes(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new EmulatorException($"The faults file '{file}' cannot be read ({exception.Message.TrimEnd('.')}). Name a readable one with --faults.", exception);
        }
        catch (FormatException exception)
        {
            throw new EmulatorException($"The faults file '{file}' is not usable: {exception.Message.TrimEnd('.')}. It is a JSON array of rules.", exception);
        }
    }

    public static IReadOnlyList<Fault> Parse(byte[] json)
    {
        try
        {
            var rules = JsonSerializer.Deserialize<List<FaultRule?>>(json, Options) ?? throw new FormatException("it is null");
            return rules.Select((rule, index) => FaultFactory.Create(rule ?? throw new FormatException($"rule {index + 1} is null"), index + 1)).ToList();
        }
        catch (JsonException exception)
        {
            throw new FormatException(exception.Message, exception);
        }
    }
}
