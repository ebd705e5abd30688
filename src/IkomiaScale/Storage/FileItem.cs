using System.Management.Automation;

namespace IkomiaScale.Storage;

/// <summary>
/// Files for the pipeline, as <c>Get-Item</c> gives them: other cmdlets bind their properties, and views show what the file system's
/// provider knows of them. Only on the pipeline thread.
/// </summary>
internal static class FileItem
{
    private const string Provider = @"Microsoft.PowerShell.Core\FileSystem::";

    /// <summary>The file as an item.</summary>
    /// <param name="cmdlet">The cmdlet, for its session's provider.</param>
    /// <param name="path">The full path.</param>
    public static PSObject From(PSCmdlet cmdlet, string path)
    {
        // A path without its provider has a drive, which items have too; in another provider's place it would mean something else.
        var isHere = cmdlet.SessionState.Path.CurrentLocation.Provider.Name == "FileSystem";
        try
        {
            var found = cmdlet.InvokeProvider.Item.Get([isHere ? path : Provider + path], force: true, literalPath: true);
            if (found.Count == 1 && found[0].BaseObject is FileInfo)
            {
                return found[0];
            }
        }
        catch (Exception exception) when (exception is RuntimeException or NotSupportedException or IOException or UnauthorizedAccessException
            && exception is not PipelineStoppedException)
        {
            // It may be gone already. That it was written is what is told.
        }

        return Bare(path);
    }

    private static PSObject Bare(string path)
    {
        var item = new PSObject(new FileInfo(path));
        item.Properties.Add(new PSNoteProperty("PSPath", Provider + path));
        item.Properties.Add(new PSNoteProperty("PSParentPath", Provider + Path.GetDirectoryName(path)));
        item.Properties.Add(new PSNoteProperty("PSChildName", Path.GetFileName(path)));
        item.Properties.Add(new PSNoteProperty("PSIsContainer", false));
        return item;
    }
}
