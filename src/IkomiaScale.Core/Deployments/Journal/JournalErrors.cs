namespace IkomiaScale.Deployments.Journal;

/// <summary>The errors of a journal itself.</summary>
internal static class JournalErrors
{
    public static ScaleException InUse(string folder, Shard shard) =>
        new ScaleException(ScaleErrorId.JournalInUse,
            $"The journal '{folder}'{Of(shard)} cannot be opened: another process writes to it. " +
            $"Wait until that process ends, or use -Shard to share the batch; Get-IkDeploymentRun -Journal '{folder}' shows its runs meanwhile.")
        {
            Target = folder,
        };

    public static ScaleException Damaged(string file, long line, string what) =>
        new ScaleException(ScaleErrorId.JournalDamaged,
            FormattableString.Invariant($"The journal '{file}' is damaged in line {line}: {what}. A crash does not cause this. ") +
            "Nothing was submitted. Restore the file from a backup; or copy it and delete that line, after which the run of that line " +
            "may be run again or be in doubt.")
        {
            Target = file,
        };

    public static ScaleException ResultDamaged(string file, string what) =>
        new ScaleException(ScaleErrorId.JournalDamaged,
            $"The result '{file}' of the journal {what}. Restore it from a backup, or run its input again with -Retry Lost.")
        {
            Target = file,
        };

    public static ScaleException ChangedMeanwhile(string file) =>
        new ScaleException(ScaleErrorId.JournalDamaged,
            $"The journal '{file}' was changed by another program while it was in use. Check the file, then run the same command again.")
        {
            Target = file,
        };

    public static ScaleException OtherCount(string folder, Shard wanted, Shard found) =>
        new ScaleException(ScaleErrorId.InvalidInput,
            found == Shard.Whole
                ? $"The journal '{folder}' was started without shards, so -Shard '{wanted}' would run its inputs again. Run the command without -Shard, or use another folder."
                : FormattableString.Invariant($"The journal '{folder}' was started with {found.Count} shards, so another number would run its inputs again. ") +
                  FormattableString.Invariant($"Use -Shard '<i>/{found.Count}', or another folder."))
        {
            Target = folder,
        };

    /// <summary>What cannot be recorded must not be done.</summary>
    public static ScaleException CannotWrite(string path, Exception cause) =>
        cause as ScaleException ?? new ScaleException(
            ScaleErrorId.InvalidPath,
            $"The journal cannot be written, so nothing more is submitted: {cause.Message.TrimEnd('.')}. " +
            $"Check the folder '{Path.GetDirectoryName(path)}' (space, permissions, connection), then run the same command again to continue.",
            cause)
        {
            Target = path,
        };

    public static ScaleException CannotRead(string path, Exception cause) =>
        new ScaleException(ScaleErrorId.InvalidPath, $"The journal '{path}' cannot be read: {cause.Message.TrimEnd('.')}.", cause) { Target = path };

    public static ScaleException NotThere(string folder) =>
        new ScaleException(ScaleErrorId.ObjectNotFound, $"There is no journal in '{folder}'. Check the path, or create a journal with Invoke-IkDeployment -Journal '{folder}'.") { Target = folder };

    public static ScaleException NoSuchRun(string folder, JournalKey key) =>
        new ScaleException(ScaleErrorId.ObjectNotFound, $"The journal '{folder}' has no run with the key {key}. List its runs with: Get-IkDeploymentRun -Journal '{folder}'") { Target = folder };

    /// <summary>Whether the disk or the file system failed.</summary>
    public static bool IsOfDisk(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or NotSupportedException or System.Security.SecurityException;

    private static string Of(Shard shard) => shard == Shard.Whole ? string.Empty : $", shard {shard}";
}
