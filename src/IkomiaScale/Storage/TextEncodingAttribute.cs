using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace IkomiaScale.Storage;

/// <summary>Accepts an encoding by name or code page, with the names of PowerShell's own cmdlets.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TextEncodingAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is Encoding)
        {
            return value;
        }

        try
        {
            return value is int codePage ? Encoding.GetEncoding(codePage) : FromName(System.Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw new ArgumentTransformationMetadataException($"'{value}' is not a known encoding. Use utf8, unicode, ascii, latin1, or another name or code page.", exception);
        }
    }

    private static Encoding FromName(string name) => name.ToUpperInvariant() switch
    {
        "UTF8" or "UTF8NOBOM" or "UTF8BOM" => new UTF8Encoding(false),
        "UNICODE" => Encoding.Unicode,
        "BIGENDIANUNICODE" => Encoding.BigEndianUnicode,
        "UTF32" => Encoding.UTF32,
        "ASCII" => Encoding.ASCII,
        "ANSI" or "DEFAULT" => Encoding.Default,
        _ => Encoding.GetEncoding(name),
    };
}
