using System.Text;
using System.Text.RegularExpressions;

namespace IkomiaScale.Docs.Tests;

/// <summary>What people read of a C# file: its comments and the texts in its string literals, without code.</summary>
internal sealed class SourceText
{
    // Names and values in documentation comments are code.
    private static readonly Regex Code = new("<c>.*?</c>|<code>.*?</code>|<[^>]*>", RegexOptions.Singleline);

    private readonly string _source;
    private readonly List<(int Line, string Text)> _texts = [];
    private int _at;

    private SourceText(string source) => _source = source.Replace("\r\n", "\n");

    /// <summary>Returns the comments, lines that follow each other as one text, and the string literals; each with its line, from 1.</summary>
    public static IReadOnlyList<(int Line, string Text)> Of(string source)
    {
        var text = new SourceText(source);
        text.ReadCode(inHole: false);
        return text._texts;
    }

    // Reads to the end of the file, or of a hole in an interpolated string.
    private void ReadCode(bool inHole)
    {
        for (var depth = 0; _at < _source.Length;)
        {
            switch (_source[_at])
            {
                case '/' when Is("//"):
                    ReadComment();
                    break;
                case '/' when Is("/*"):
                    var end = _source.IndexOf("*/", _at, StringComparison.Ordinal);
                    Add(_at, _source[_at..end]);
                    _at = end + 2;
                    break;
                case '\'':
                    // A character, not the quote of a format such as {time:HH'h'}.
                    _at += Is(@"'\") ? _source.IndexOf('\'', _at + 3) - _at + 1 : _at + 2 < _source.Length && _source[_at + 2] == '\'' ? 3 : 1;
                    break;
                case '"':
                    ReadString();
                    break;
                case '{':
                    depth++;
                    _at++;
                    break;
                case '}' when inHole && depth == 0:
                    return;
                case '}':
                    depth--;
                    _at++;
                    break;
                default:
                    _at++;
                    break;
            }
        }
    }

    private void ReadComment()
    {
        var start = _at;
        var lines = new List<string>();
        while (Is("//"))
        {
            var end = _source.IndexOf('\n', _at);
            end = end < 0 ? _source.Length : end;
            lines.Add(_source[_at..end].TrimStart('/').Trim());
            _at = end;
            while (_at < _source.Length && char.IsWhiteSpace(_source[_at]))
            {
                _at++;
            }
        }

        Add(start, Code.Replace(string.Join('\n', lines), "`"));
    }

    private void ReadString()
    {
        var (start, first) = (_at, _at);
        while (first > 0 && _source[first - 1] is '$' or '@')
        {
            first--;
        }

        var prefix = _source[first.._at];
        var quotes = Run('"');
        if (quotes == 2)
        {
            // The empty string.
            _at += 2;
            return;
        }

        var close = new string('"', quotes);
        var holes = new string('{', prefix.Count(mark => mark == '$'));
        var isRaw = quotes > 2;
        _at += quotes;
        var text = new StringBuilder();
        while (_at < _source.Length && (!Is(close) || (isRaw && Run('"') > quotes)))
        {
            if (!isRaw && holes.Length > 0 && (Is("{{") || Is("}}")))
            {
                _at += 2;
            }
            else if (holes.Length > 0 && Is(holes))
            {
                _at += holes.Length;
                ReadCode(inHole: true);
                _at += holes.Length;
                text.Append('`');
            }
            else if (!isRaw && !prefix.Contains('@') && _source[_at] == '\\')
            {
                text.Append(_source[_at + 1] is 'n' or 'r' or 't' ? ' ' : '`');
                _at += 2;
            }
            else
            {
                text.Append(_source[_at++]);
                if (!isRaw && prefix.Contains('@') && Is("\"\""))
                {
                    _at += 2;
                    text.Append('`');
                }
            }
        }

        _at += quotes;
        Add(start, text.ToString());
    }

    private bool Is(string text) => string.CompareOrdinal(_source, _at, text, 0, text.Length) == 0;

    private int Run(char character)
    {
        var end = _at;
        while (end < _source.Length && _source[end] == character)
        {
            end++;
        }

        return end - _at;
    }

    private void Add(int start, string text)
    {
        if (text.Any(char.IsLetter))
        {
            _texts.Add((_source.AsSpan(0, start).Count('\n') + 1, text));
        }
    }
}
