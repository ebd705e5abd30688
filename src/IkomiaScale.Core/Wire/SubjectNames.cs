#if !NET
using System.Net;
using System.Text;

namespace IkomiaScale.Wire;

/// <summary>
/// Reads the names and addresses of a certificate (RFC 5280, 4.2.1.6). Newer .NET has this built in. The text that the system
/// provides is localized and has another form on each system.
/// </summary>
internal static class SubjectNames
{
    /// <summary>The identifier of the extension.</summary>
    public const string Oid = "2.5.29.17";

    private const int Sequence = 0x30;
    private const int DnsName = 0x82;
    private const int Address = 0x87;

    /// <summary>Returns the names and addresses in their order. If the bytes are damaged, those before the damage.</summary>
    /// <param name="extension">The content of the extension, in DER.</param>
    public static IReadOnlyList<string> Read(byte[] extension)
    {
        var names = new List<string>();
        var position = 0;
        if (Next(extension, ref position, out var length) != Sequence)
        {
            return names;
        }

        while (Next(extension, ref position, out length) is { } kind)
        {
            if (kind == DnsName)
            {
                names.Add(Encoding.ASCII.GetString(extension, position, length));
            }
            else if (kind == Address && length is 4 or 16)
            {
                names.Add(new IPAddress(extension.Skip(position).Take(length).ToArray()).ToString());
            }

            position += length;
        }

        return names;
    }

    // Returns the kind of the next element and moves to its content; null at the end, or if the element is incomplete.
    private static int? Next(byte[] bytes, ref int position, out int length)
    {
        length = 0;
        if (bytes.Length - position < 2)
        {
            return null;
        }

        int kind = bytes[position++];
        length = bytes[position++];
        if (length >= 0x80)
        {
            // A long length is preceded by its number of bytes. No certificate needs more than three.
            var count = length - 0x80;
            if (count is 0 or > 3 || bytes.Length - position < count)
            {
                return null;
            }

            for (length = 0; count > 0; count--)
            {
                length = (length << 8) | bytes[position++];
            }
        }

        return length <= bytes.Length - position ? kind : null;
    }
}
#endif
