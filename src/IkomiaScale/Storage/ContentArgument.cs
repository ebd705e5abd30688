using System.Management.Automation;

namespace IkomiaScale.Storage;

/// <summary>What <c>-Content</c> can be.</summary>
internal static class ContentArgument
{
    /// <summary>The content as a source of an upload.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: it is neither text, bytes nor a stream.</exception>
    public static UploadSource ToSource(object content)
    {
        var value = content is PSObject wrapped ? wrapped.BaseObject : content;
        return value switch
        {
            string text => UploadSource.FromText(text),
            byte[] bytes => UploadSource.FromBytes(bytes),
            Stream stream => UploadSource.FromStream(stream),

            // What Get-Content gives: lines, or bytes one by one.
            object[] items when items.Length > 0 && items.All(item => Bare(item) is byte) =>
                UploadSource.FromBytes(items.Select(item => (byte)Bare(item)).ToArray()),
            object[] items when items.All(item => Bare(item) is string) =>
                UploadSource.FromText(string.Join(Environment.NewLine, items.Select(item => (string)Bare(item)))),
            _ => throw new ScaleException(
                ScaleErrorId.InvalidInput, $"-Content takes text, bytes or a stream, not {value.GetType().Name}. Convert it first, with ConvertTo-Json for example."),
        };
    }

    private static object Bare(object item) => item is PSObject wrapped ? wrapped.BaseObject : item;
}
