using System.CommandLine;
using System.Text.RegularExpressions;

namespace IkomiaScale.Emulator.CommandLine;

/// <summary><c>--answers DIR</c> or <c>--answers NAME=DIR</c>, once for each deployment that plays a recording.</summary>
internal static partial class AnswersOption
{
    private static readonly string[] Taken = ["v1", "api", "workflow", "_emulator"];

    public static Option<string[]> Create()
    {
        var option = new Option<string[]>("--answers")
        {
            HelpName = "[NAME=]DIR",
            Description = "The folder of a journal: its workflow is offered, and a run that is in it gets the recorded result. With a name the deployment's endpoint is the address and /NAME. May be repeated.",
        };
        option.Validators.Add(result =>
        {
            var sources = result.Tokens.Select(token => Parse(token.Value)).ToList();
            if (sources.Find(source => source.Folder.Length == 0 || Taken.Contains(source.Name)) is { } wrong)
            {
                result.AddError($"'{wrong.Name}={wrong.Folder}' is no value for --answers: it takes a folder, or a name that is not {string.Join(", ", Taken)}, then = and a folder.");
            }
            else if (sources.Select(source => source.Name).Distinct().Count() < sources.Count)
            {
                result.AddError("--answers takes each name once, and one folder without a name. Write NAME=DIR for the others.");
            }
        });
        return option;
    }

    public static IReadOnlyList<AnswersSource> Read(IEnumerable<string>? values) => (values ?? []).Select(Parse).ToArray();

    // A folder that exists is one, whatever its name looks like.
    private static AnswersSource Parse(string value) => !Directory.Exists(value) && NameAndFolder().Match(value) is { Success: true } match
        ? new AnswersSource(match.Groups[1].Value, match.Groups[2].Value)
        : new AnswersSource("", value);

    [GeneratedRegex("^([A-Za-z0-9_-]+)=(.*)$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex NameAndFolder();
}
