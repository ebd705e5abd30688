using System.Management.Automation;

namespace IkomiaScale.Storage;

/// <summary>
/// Files for the pipeline, with the properties by which other cmdlets take them and views group them. The file system's
/// provider would give the same, at a cost that thousands of small files feel.
/// </summary>
internal static class FileItem
{
    private const string Provider = @"Microsoft.PowerShell.Core\FileSystem::";

    /// <summary>The file as an item.</summary>
    /// <param name="path">The full path.</param>
    public static PSObject From(string path)
    {
        var item = new PSObject(new FileInfo(path));
        item.Properties.Add(new PSNoteProperty("PSPath", Provider + path));
        item.Properties.Add(new PSNoteProperty("PSParentPath", Provider + Path.GetDirectoryName(path)));
        item.Properties.Add(new PSNoteProperty("PSChildName", Path.GetFileName(path)));
        return item;
    }
}
