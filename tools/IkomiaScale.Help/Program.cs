using IkomiaScale.Help;

// ikscale-help <folder with the pages> <folder for the help files>
if (args.Length != 2)
{
    Console.Error.WriteLine("Usage: IkomiaScale.Help <folder with the pages> <folder for the help files>");
    return 2;
}

try
{
    HelpBuilder.Build(args[0], args[1]);
    return 0;
}
catch (HelpException exception)
{
    // In the form that MSBuild takes for an error of the build.
    Console.Error.WriteLine($"{exception.Page} : error HELP001: {exception.Message}");
    return 1;
}
