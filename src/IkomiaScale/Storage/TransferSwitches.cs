namespace IkomiaScale.Storage;

/// <summary>What the switches that transfers have in common mean.</summary>
internal static class TransferSwitches
{
    /// <summary>What <c>-Force</c> and <c>-SkipExisting</c> mean together.</summary>
    public static WhenExists WhenExists(bool force, bool skipExisting) =>
        (force ? Storage.WhenExists.Overwrite : Storage.WhenExists.Fail) | (skipExisting ? Storage.WhenExists.SkipSame : Storage.WhenExists.Fail);
}
