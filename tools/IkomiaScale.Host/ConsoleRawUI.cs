using System.Management.Automation.Host;

namespace IkomiaScale.Host;

/// <summary>The console as far as formatting needs it: its width and its colours.</summary>
internal sealed class ConsoleRawUI : PSHostRawUserInterface
{
    private static readonly Size NoConsole = new(120, 50);

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override Size BufferSize { get; set; } = SizeOfConsole();

    public override Size WindowSize { get => BufferSize; set => BufferSize = value; }

    public override Size MaxWindowSize => BufferSize;

    public override Size MaxPhysicalWindowSize => BufferSize;

    public override Coordinates CursorPosition { get; set; }

    public override Coordinates WindowPosition { get; set; }

    public override int CursorSize { get; set; } = 25;

    public override string WindowTitle { get; set; } = string.Empty;

    public override bool KeyAvailable => false;

    public override void FlushInputBuffer()
    {
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException();

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw new NotSupportedException();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw new NotSupportedException();

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw new NotSupportedException();

    // What PowerShell takes too, also where the output goes to a file.
    private static Size SizeOfConsole()
    {
        try
        {
            return Console.WindowWidth > 0 ? new Size(Console.WindowWidth, Console.WindowHeight) : NoConsole;
        }
        catch (IOException)
        {
            return NoConsole;
        }
    }
}
