namespace IkomiaScale.Deployments.Journal;

/// <summary>What can go wrong with a journal itself.</summary>
internal static class JournalErrors
{
    public static ScaleException InUse(string folder, Shard shard) =>
        new(ScaleErrorId.JournalInUse,
            $"Another process writes to the journal '{folder}'{Of(shard)}. Wait until it ends, or look with Get-IkDeploymentRun -Journal, " +
            "which works meanwhile. To share a batch between processes give each a part of it with -Shard.")
        {
            Target = folder,
        };

    public static ScaleException Damaged(string file, long line, string what) =>
        new(ScaleErrorId.JournalDamaged,
            FormattableString.Invariant($"The journal '{file}' is damaged in line {line}: {what}. No crash leaves it so. ") +
            "Nothing was submitted. Bring the file back from a backup; or copy it and delete that line, after which the run of which it told " +
            "may be run again, or be in doubt.")
        {
            Target = file,
        };

    public static ScaleException ResultDamaged(string file, string what) =>
        new(ScaleErrorId.JournalDamaged,
            $"The result '{file}' of the journal {what}. Bring it back from a backup, or run its input again with -Retry Lost.")
        {
            Target = file,
        };

    public static ScaleException ChangedMeanwhile(string file) =>
        new(ScaleErrorId.JournalDamaged,
            $"The journal '{file}' was changed by another program while it was in use. Look at it, then give the same command again.")
        {
            Target = file,
        };

    public static ScaleException OtherCount(string folder, Shard wanted, Shard found) =>
        new(ScaleErrorId.InvalidInput,
            found == Shard.Whole
                ? $"The journal '{folder}' began without shards, so -Shard '{wanted}' would run its inputs again. Go on without -Shard, or use another folder."
                : FormattableString.Invariant($"The journal '{folder}' began with {found.Count} shards, so others would run its inputs again. ") +
                  FormattableString.Invariant($"Go on with -Shard '<i>/{found.Count}', or use another folder."))
        {
            Target = folder,
        };

    /// <summary>What cannot be written down is not done.</summary>
    public static ScaleException CannotWrite(string path, Exception cause) =>
        cause as ScaleException ?? new ScaleException(
            ScaleErrorId.InvalidPath,
            $"The journal cannot be written: {cause.Message.TrimEnd('.')}. Nothing is submitted that cannot be written down. " +
            $"See to the folder '{Path.GetDirectoryName(path)}' (room, rights, connection), then give the same command again: it goes on where it was.",
            cause)
        {
            Target = path,
        };

    public static ScaleException CannotRead(string path, Exception cause) =>
        new(ScaleErrorId.InvalidPath, $"The journal '{path}' cannot be read: {cause.Message.TrimEnd('.')}.", cause) { Target = path };

    public static ScaleException NotThere(string folder) =>
        new(ScaleErrorId.ObjectNotFound, $"There is no journal in '{folder}'. Invoke-IkDeployment -Journal makes one.") { Target = folder };

    public static ScaleException NoSuchRun(string folder, JournalKey key) =>
        new(ScaleErrorId.ObjectNotFound, $"The journal '{folder}' has no run with the key {key}. Look with Get-IkDeploymentRun -Journal.") { Target = folder };

    /// <summary>Whether the disk itself failed.</summary>
    public static bool IsOfDisk(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or NotSupportedException or System.Security.SecurityException;

    private static string Of(Shard shard) => shard == Shard.Whole ? string.Empty : $", shard {shard}";
}
