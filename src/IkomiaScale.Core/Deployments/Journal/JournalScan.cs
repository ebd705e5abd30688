using System.Text;
using IkomiaScale.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Deployments.Journal;

/// <summary>
/// Reads a journal from its start. What a crash can leave at the end (an incomplete line, blocks that were never written) is
/// no error; anything else that is not a line is one.
/// </summary>
internal sealed class JournalScan
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Stream _stream;
    private readonly string _file;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private long _position;
    private long _offset;
    private long _line;

    /// <summary>Creates a scan.</summary>
    /// <param name="stream">The journal.</param>
    /// <param name="file">The name of the journal, for errors.</param>
    public JournalScan(Stream stream, string file)
    {
        _stream = stream;
        _file = file;
    }

    /// <summary>The end of the valid part in bytes, once everything was read.</summary>
    public long GoodLength { get; private set; }

    /// <summary>Whether there was something after the valid part.</summary>
    public bool IsTorn { get; private set; }

    /// <summary>The shard in the header; null for a journal without a complete line.</summary>
    public Shard? Shard { get; private set; }

    /// <summary>Returns all entries with their places.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.JournalDamaged"/>: a line is not valid.</exception>
    public IEnumerable<(JournalEntry Entry, long Offset, int Length)> Read()
    {
        var hadNull = false;
        while (NextLine() is { } line)
        {
            if (hadNull)
            {
                throw JournalErrors.Damaged(_file, _line, "it follows empty blocks");
            }

            if (line.Array.AsSpan(line.Offset, line.Count).IndexOf((byte)0) >= 0)
            {
                // Blocks that a power cut left empty. All blocks after them must be empty too.
                IsTorn = hadNull = true;
                continue;
            }

            var text = Text(line);
            if (_line == 1)
            {
                Shard = Header(text);
            }
            else
            {
                var entry = JournalLine.Read(text) ?? throw JournalErrors.Damaged(_file, _line, "it is not an entry");
                yield return (entry, _offset, line.Count + 1);
            }

            GoodLength = _offset + line.Count + 1;
        }

        // The rest has no line end.
        IsTorn |= _end > _start;
    }

    /// <summary>Returns the header, the first line of a journal.</summary>
    public static byte[] HeaderLine(Shard shard, DateTimeOffset now) => Encoding.UTF8.GetBytes(
        new JObject { ["journal"] = 1, ["shard"] = shard.ToString(), ["time"] = JournalLine.Format(now) }.ToString(Formatting.None) + "\n");

    private Shard Header(string text)
    {
        JObject? header;
        try
        {
            header = JsonText.Parse(text) as JObject;
        }
        catch (JsonException)
        {
            header = null;
        }

        if (header is null || JsonText.Number(header["journal"]) is not { } version || JsonText.Text(header["shard"]) is not { } shard)
        {
            throw JournalErrors.Damaged(_file, 1, "it is not the header of a journal");
        }

        return version == 1
            ? Deployments.Journal.Shard.Parse(shard)
            : throw JournalErrors.Damaged(_file, 1, "a newer version of the module wrote it, so update the module");
    }

    private string Text(ArraySegment<byte> line)
    {
        try
        {
            return Strict.GetString(line.Array!, line.Offset, line.Count);
        }
        catch (ArgumentException)
        {
            throw JournalErrors.Damaged(_file, _line, "it is not valid text");
        }
    }

    // Returns the next line without its end; null without another line end.
    private ArraySegment<byte>? NextLine()
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = new ArraySegment<byte>(_buffer, _start, length);
                _line++;
                _offset = _position + _start;
                _start += length + 1;
                return line;
            }

            if (!Fill())
            {
                return null;
            }
        }
    }

    private bool Fill()
    {
        if (_end - _start == _buffer.Length)
        {
            // No line is so long, but a block of empty bytes can be.
            if (_buffer.Any(value => value != 0))
            {
                throw JournalErrors.Damaged(_file, _line + 1, "it has no line end");
            }

            _start = _end - 1;
            IsTorn = true;
        }

        Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
        _position += _start;
        _end -= _start;
        _start = 0;
        var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
