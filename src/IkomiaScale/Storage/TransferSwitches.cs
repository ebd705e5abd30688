namespace IkomiaScale.Storage;

/// <summary>Reads the switches that transfers share.</summary>
internal static class TransferSwitches
{
    /// <summary>What a transfer does with an existing target, by <c>-Force</c> and <c>-SkipExisting</c>.</summary>
    public static WhenExists WhenExists(bool force, bool skipExisting) =>
        (force ? Storage.WhenExists.Overwrite : Storage.WhenExists.Fail) | (skipExisting ? Storage.WhenExists.SkipSame : Storage.WhenExists.Fail);
}
