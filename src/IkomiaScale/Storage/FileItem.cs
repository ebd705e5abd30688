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
        try
        {
            // With its provider named a path is found many times faster, in whatever provider's place the session is.
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
            // It may be gone already. That it was written is what is told.
        }

        return Bare(path);
    }

    // Only paths that are looked for by their drive have it. In another provider's place its name may mean something else.
    private static void AddDrive(SessionState session, PSObject item, string path)
    {
        if (session.Path.CurrentLocation.Provider.Name == "FileSystem" && session.Path.IsPSAbsolute(path, out var drive))
        {
            item.Properties.Add(new PSNoteProperty("PSDrive", session.Drive.Get(drive)));
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
