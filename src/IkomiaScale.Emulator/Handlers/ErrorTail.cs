namespace IkomiaScale.Emulator.Handlers;

/// <summary>The last lines of the standard error of a handler.</summary>
internal sealed class ErrorTail
{
    private const int MostLines = 20;
    private const int MostCharacters = 700;

    private readonly Queue<string> _lines = new();

    public void Add(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (_lines)
        {
            _lines.Enqueue(line.Trim());
            if (_lines.Count > MostLines)
            {
                _lines.Dequeue();
            }
        }
    }

    public override string ToString()
    {
        lock (_lines)
        {
            var text = string.Join(" | ", _lines);
            return text.Length > MostCharacters ? "…" + text[^MostCharacters..] : text;
        }
    }
}
