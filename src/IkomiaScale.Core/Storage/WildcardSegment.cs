using System.Text;

namespace IkomiaScale.Storage;

/// <summary>
/// A pattern for one segment of a path, with the wildcards of PowerShell: <c>*</c> for any text, <c>?</c> for one character,
/// <c>[a-z]</c> for one of several, and a backtick to escape. Case-sensitive. Matching takes at most as many steps as the
/// product of both lengths.
/// </summary>
internal sealed class WildcardSegment
{
    private const char Escape = '`';
    private readonly List<Token> _tokens = new();

    private WildcardSegment()
    {
    }

    /// <summary>Whether every name matches that is not empty.</summary>
    public bool MatchesAnyName => _tokens.Any(token => token.IsText) && _tokens.All(token => token.IsText || token.IsAnything) && _tokens.Count(token => !token.IsText) <= 1;

    /// <summary>Parses a pattern.</summary>
    /// <exception cref="FormatException">A bracket is not closed, or a range is reversed.</exception>
    public static WildcardSegment Parse(string pattern)
    {
        var segment = new WildcardSegment();
        var index = 0;
        while (index < pattern.Length)
        {
            var character = pattern[index++];
            switch (character)
            {
                case '*':
                    // Several '*' in a row are one.
                    if (segment._tokens.Count == 0 || !segment._tokens[segment._tokens.Count - 1].IsText)
                    {
                        segment._tokens.Add(Token.Text);
                    }

                    break;
                case '?':
                    segment._tokens.Add(Token.Any);
                    break;
                case '[':
                    segment._tokens.Add(ParseSet(pattern, ref index));
                    break;
                case Escape when index < pattern.Length:
                    segment._tokens.Add(Token.Of(pattern[index++]));
                    break;
                default:
                    segment._tokens.Add(Token.Of(character));
                    break;
            }
        }

        return segment;
    }

    public bool IsMatch(string name)
    {
        int token = 0, position = 0, lastText = -1, retryAt = 0;
        while (position < name.Length)
        {
            if (token < _tokens.Count && _tokens[token].IsText)
            {
                lastText = token++;
                retryAt = position;
            }
            else if (token < _tokens.Count && _tokens[token].Takes(name[position]))
            {
                token++;
                position++;
            }
            else if (lastText >= 0)
            {
                // Only the last '*' needs another try: those before it took as little as possible.
                token = lastText + 1;
                position = ++retryAt;
            }
            else
            {
                return false;
            }
        }

        while (token < _tokens.Count && _tokens[token].IsText)
        {
            token++;
        }

        return token == _tokens.Count;
    }

    // As in PowerShell, a ']' right after the '[' is a member of the set, and sets cannot be negated.
    private static Token ParseSet(string pattern, ref int index)
    {
        var characters = new StringBuilder();
        var isRange = new List<bool>();
        for (var first = true; index < pattern.Length; first = false)
        {
            var character = pattern[index++];
            if (character == ']' && !first)
            {
                return Token.OneOf(RangesOf(characters.ToString(), isRange));
            }

            var isEscaped = character == Escape && index < pattern.Length;
            characters.Append(isEscaped ? pattern[index++] : character);
            isRange.Add(character == '-');
        }

        throw new FormatException("A bracket is not closed.");
    }

    private static List<(char Low, char High)> RangesOf(string characters, List<bool> isRange)
    {
        var ranges = new List<(char Low, char High)>();
        for (var index = 0; index < characters.Length; index++)
        {
            var high = index + 2 < characters.Length && isRange[index + 1] ? characters[index + 2] : characters[index];
            if (high < characters[index])
            {
                throw new FormatException("A range is reversed.");
            }

            ranges.Add((characters[index], high));
            index += index + 2 < characters.Length && isRange[index + 1] ? 2 : 0;
        }

        return ranges;
    }

    private sealed class Token
    {
        /// <summary>A set with all printable ASCII characters is meant to match every name.</summary>
        private const char FirstPrintable = '!';
        private const char LastPrintable = '~';

        private readonly List<(char Low, char High)>? _ranges;

        private Token(List<(char Low, char High)>? ranges, bool isText = false)
        {
            _ranges = ranges;
            IsText = isText;
        }

        /// <summary><c>*</c>.</summary>
        public static Token Text { get; } = new(null, isText: true);

        /// <summary><c>?</c>.</summary>
        public static Token Any { get; } = new(null);

        public bool IsText { get; }

        /// <summary>
        /// Whether it is meant to match any character. In other shells <c>[!x]</c> and <c>[^x]</c> match all characters but
        /// these. Here they match only these, but the author probably meant the former.
        /// </summary>
        public bool IsAnything => !IsText && (_ranges is null
            || _ranges.Any(range => range.Low <= FirstPrintable && range.High >= LastPrintable)
            || (_ranges.Count > 1 && _ranges[0] is { Low: '!' or '^' } first && first.Low == first.High));

        public static Token Of(char character) => new([(character, character)]);

        public static Token OneOf(List<(char Low, char High)> ranges) => new(ranges);

        public bool Takes(char character) => _ranges is null || _ranges.Any(range => character >= range.Low && character <= range.High);
    }
}
