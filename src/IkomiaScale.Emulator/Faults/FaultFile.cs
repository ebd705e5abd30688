using System.Text.Json;
using System.Text.Json.Serialization;
using IkomiaScale.Emulator.Faults.Actions;

namespace IkomiaScale.Emulator.Faults;

/// <summary>Reads fault rules. Errors name the number of the rule.</summary>
internal static class FaultFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        // A misspelled field would otherwise silently change what the rule does.
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
            throw new EmulatorException($"The faults file '{file}' cannot be read: {exception.Message.TrimEnd('.')}. Use another file with --faults.", exception);
        }
        catch (FormatException exception)
        {
            throw new EmulatorException($"The faults file '{file}' has no valid fault rules: {exception.Message.TrimEnd('.')}. It must be a JSON array of rules.", exception);
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
