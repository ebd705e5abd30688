using IkomiaScale.Storage;

namespace IkomiaScale.Sync.Planning;

/// <summary>Refuses syncs that look like an accident, before anything is changed. It does no I/O.</summary>
internal static class SyncGuard
{
    /// <summary>Refuses a plan that deletes too much, or whose source is empty.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.SyncRefused"/>.</exception>
    public static void Check(SyncPlan plan, SyncOptions options)
    {
        var deletes = plan.LossCount;
        if (deletes == 0)
        {
            return;
        }

        var source = SourceOf(options);
        if (plan.SourceCount == 0 && !options.Force)
        {
            throw Refuse(
                source,
                $"{source} is empty, so the sync would delete all {deletes} entries of the target. Check that it is the right place and that its disk is mounted, or use -Force.");
        }

        if (!(options.Force && options.MaxDelete.IsDefault) && !options.MaxDelete.Allows(deletes, plan.TargetCount))
        {
            throw Refuse(
                source,
                $"The sync would delete {deletes} of {plan.TargetCount} entries of the target, more than -MaxDelete {options.MaxDelete} allows. Look at the plan with -WhatIf, then use a larger -MaxDelete"
                + (options.MaxDelete.IsDefault ? " or -Force." : "."));
        }
    }

    /// <summary>Refuses overlapping places, before anything is requested.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.SyncRefused"/>.</exception>
    public static void CheckPlaces(SyncOptions options)
    {
        if (options.BackupTo is not { } backup)
        {
            return;
        }

        var overlaps = options.Direction == SyncDirection.Upload
            ? StoragePath.IsInside(options.StorageRoot, backup) || StoragePath.IsInside(backup, options.StorageRoot)
            : LiesIn(options.LocalRoot, backup) || LiesIn(backup, options.LocalRoot);
        if (overlaps)
        {
            throw Refuse(
                backup,
                $"-BackupTo '{backup}' and the target are inside one another, so the next sync would delete or sync the backup. Use a place outside the target.");
        }
    }

    /// <summary>The error for a side that could not be listed completely.</summary>
    /// <param name="side">The side.</param>
    /// <param name="cause">The cause.</param>
    public static ScaleException CannotList(string side, ScaleException cause) => new(
        ScaleErrorId.SyncRefused, $"{side} could not be listed completely, so nothing was changed. {cause.Message}", cause)
    {
        StatusCode = cause.StatusCode,
        Detail = cause.Detail,
        Target = cause.Target,
    };

    /// <summary>The error for a local folder that does not exist.</summary>
    public static ScaleException NoFolder(string folder) =>
        Refuse(folder, $"There is no folder '{folder}'.{LocalFile.DidYouMean(folder)} Check the path, and that its disk is mounted.");

    private static string SourceOf(SyncOptions options) => options.Direction == SyncDirection.Upload
        ? $"The folder '{options.LocalRoot}'"
        : options.StorageRoot.Length == 0 ? "The storage" : $"The directory '{options.StorageRoot}' of the storage";

    private static bool LiesIn(string folder, string path)
    {
        var separator = Path.DirectorySeparatorChar.ToString();
        var comparison = LocalPath.Comparer.Equals("a", "A") ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return (path.TrimEnd(Path.DirectorySeparatorChar) + separator).StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + separator, comparison);
    }

    private static ScaleException Refuse(string target, string message) => new(ScaleErrorId.SyncRefused, message + " Nothing was changed.") { Target = target };
}
