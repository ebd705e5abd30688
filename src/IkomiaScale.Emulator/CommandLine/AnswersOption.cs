using System.CommandLine;
using System.Text.RegularExpressions;

namespace IkomiaScale.Emulator.CommandLine;

/// <summary><c>--answers DIR</c> or <c>--answers NAME=DIR</c>, once for each deployment that replays a recording.</summary>
internal static partial class AnswersOption
{
    private static readonly string[] Taken = ["v1", "api", "workflow", "_emulator"];

    public static Option<string[]> Create()
    {
        var option = new Option<string[]>("--answers")
        {
            HelpName = "[NAME=]DIR",
            Description = "The folder of a journal to replay: a run that is in it gets the recorded result. With a name, the deployment has the endpoint /NAME. Can be repeated.",
        };
        option.Validators.Add(result =>
        {
            var sources = result.Tokens.Select(token => Parse(token.Value)).ToList();
            if (sources.Find(source => source.Folder.Length == 0 || Taken.Contains(source.Name)) is { } wrong)
            {
                result.AddError($"'{wrong.Name}={wrong.Folder}' is not valid for --answers. Use DIR or NAME=DIR; NAME must not be one of {string.Join(", ", Taken)}.");
            }
            else if (sources.Select(source => source.Name).Distinct().Count() < sources.Count)
            {
                result.AddError("--answers has the same name twice, or two folders without a name. Use NAME=DIR with a different name for each.");
            }
        });
        return option;
    }

    public static IReadOnlyList<AnswersSource> Read(IEnumerable<string>? values) => (values ?? []).Select(Parse).ToArray();

    // The name of an existing folder may contain '='.
    private static AnswersSource Parse(string value) => !Directory.Exists(value) && NameAndFolder().Match(value) is { Success: true } match
        ? new AnswersSource(match.Groups[1].Value, match.Groups[2].Value)
        : new AnswersSource("", value);

    [GeneratedRegex("^([A-Za-z0-9_-]+)=(.*)$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex NameAndFolder();
}
