using System.Text;

namespace IkomiaScale.Files;

/// <summary>The command line of a program. .NET Framework has no list of arguments for one.</summary>
internal static class ProgramArguments
{
    /// <summary>An argument in quotes. .NET splits a command line by the same rules on every system.</summary>
    public static string Quote(string argument)
    {
        var quoted = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var character in argument)
        {
            if (character == '"')
            {
                quoted.Append('\\', backslashes + 1);
            }

            backslashes = character == '\\' ? backslashes + 1 : 0;
            quoted.Append(character);
        }

        return quoted.Append('\\', backslashes).Append('"').ToString();
    }
}
