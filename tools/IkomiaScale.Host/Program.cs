using IkomiaScale.Host;

// ikscale-host <script> [-Name value | value]...
if (args.Length == 0)
{
    Console.Error.WriteLine("Usage: IkomiaScale.Host <script.ps1> [-Name value | value]...");
    return 2;
}

// The engine of a build asks nobody anything.
Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
return ScriptRunner.Run(args[0], args[1..]);
