using System.Management.Automation;

namespace IkomiaScale.Storage;

/// <summary>
/// Creates file objects as <c>Get-Item</c> returns them, with the properties that other cmdlets and views
/// use. Call it only on the pipeline thread.
/// </summary>
internal static class FileItem
{
    private const string Provider = @"Microsoft.PowerShell.Core\FileSystem::";

    /// <summary>The file object.</summary>
    /// <param name="cmdlet">The cmdlet, for its session's provider.</param>
    /// <param name="path">The full path.</param>
    public static PSObject From(PSCmdlet cmdlet, string path)
    {
        try
        {
            // A path with its provider is resolved many times faster, and in any current location.
            var found = cmdlet.InvokeProvider.Item.Get([Provider + path], force: true, literalPath: true);
            if (found.Count == 1 && found[0].BaseObject is FileInfo)
            {
                AddDrive(cmdlet.SessionState, found[0], path);
                return found[0];
            }
        }
        catch (Exception exception) when (exception is RuntimeException or NotSupportedException or IOException or UnauthorizedAccessException
            && exception is not PipelineStoppedException)
        {
            // Somebody may already have deleted the file. The cmdlet wrote it, and returns it.
        }

        return Bare(path);
    }

    // PowerShell sets PSDrive only for paths with a drive. In a location of another provider the drive's name may have another meaning.
    private static void AddDrive(SessionState session, PSObject item, string path)
    {
        var location = session.Path.CurrentLocation;
        if (location.Provider.Name == "FileSystem" && session.Path.IsPSAbsolute(path, out var drive))
        {
            // Not always Drive.Get: on Linux it reads the table of all mounts.
            item.Properties.Add(new PSNoteProperty("PSDrive", location.Drive?.Name == drive ? location.Drive : session.Drive.Get(drive)));
        }
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
