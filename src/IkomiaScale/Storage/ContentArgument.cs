using System.Management.Automation;

namespace IkomiaScale.Storage;

/// <summary>Reads values of <c>-Content</c>.</summary>
internal static class ContentArgument
{
    /// <summary>The source of an upload for a content.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: the value is not text, bytes, or a stream.</exception>
    public static UploadSource ToSource(object content)
    {
        var value = content is PSObject wrapped ? wrapped.BaseObject : content;
        return value switch
        {
            string text => UploadSource.FromText(text),
            byte[] bytes => UploadSource.FromBytes(bytes),
            Stream stream => UploadSource.FromStream(stream),

            // Get-Content returns lines, or single bytes.
            object[] items when items.Length > 0 && items.All(item => Bare(item) is byte) =>
                UploadSource.FromBytes(items.Select(item => (byte)Bare(item)).ToArray()),
            object[] items when items.All(item => Bare(item) is string) =>
                UploadSource.FromText(string.Join(Environment.NewLine, items.Select(item => (string)Bare(item)))),
            _ => throw new ScaleException(
                ScaleErrorId.InvalidInput, $"-Content takes text, bytes, or a stream, not {value.GetType().Name}. Convert the value first, for example with ConvertTo-Json."),
        };
    }

    private static object Bare(object item) => item is PSObject wrapped ? wrapped.BaseObject : item;
}
