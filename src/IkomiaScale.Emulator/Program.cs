return await IkomiaScale.Emulator.CommandLine.EmulatorProgram.RunAsync(args);
