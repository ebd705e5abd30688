using IkomiaScale.Storage;

namespace IkomiaScale.Sync.Planning;

/// <summary>Refuses what looks like an accident, before anything is changed. Pure: it asks nobody.</summary>
internal static class SyncGuard
{
    /// <summary>Refuses a plan that deletes too much, or for a source that is not there.</summary>
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
                $"{source} is empty, and to make the target the same would delete all {deletes} of it. See that it is the right place and that its disk is there; -Force does it all the same.");
        }

        if (!(options.Force && options.MaxDelete.IsDefault) && !options.MaxDelete.Allows(deletes, plan.TargetCount))
        {
            throw Refuse(
                source,
                $"{deletes} of {plan.TargetCount} would be deleted, which is more than -MaxDelete {options.MaxDelete} allows. See with -WhatIf what they are, then give a larger -MaxDelete"
                + (options.MaxDelete.IsDefault ? " or -Force." : "."));
        }
    }

    /// <summary>Refuses places that lie in one another, before anything is asked for.</summary>
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
                $"-BackupTo '{backup}' and the target lie in one another, so that the next sync would delete the backup or take it for content. Give a place beside the target.");
        }
    }

    /// <summary>The refusal for a side that could not be read whole.</summary>
    /// <param name="side">What could not be read.</param>
    /// <param name="cause">Why.</param>
    public static ScaleException CannotList(string side, ScaleException cause) => new(
        ScaleErrorId.SyncRefused, $"{side} could not be listed whole, so nothing was changed. {cause.Message}", cause)
    {
        StatusCode = cause.StatusCode,
        Detail = cause.Detail,
        Target = cause.Target,
    };

    /// <summary>The refusal for a local folder that is not there.</summary>
    public static ScaleException NoFolder(string folder) =>
        Refuse(folder, $"There is no folder '{folder}'. See that the name is right and its disk is there.");

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
