using System.Text;

namespace IkomiaScale.Files;

/// <summary>Builds the command line of a program, because .NET Framework has no list of arguments.</summary>
internal static class ProgramArguments
{
    /// <summary>Returns an argument in quotes. .NET splits a command line with the same rules on every system.</summary>
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
