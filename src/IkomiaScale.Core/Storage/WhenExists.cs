namespace IkomiaScale.Storage;

/// <summary>What to do if the object or file already exists.</summary>
[Flags]
public enum WhenExists
{
    /// <summary>Fail with <see cref="ScaleErrorId.ObjectExists"/> or <see cref="ScaleErrorId.FileExists"/>.</summary>
    Fail = 0,

    /// <summary>Replace it.</summary>
    Overwrite = 1,

    /// <summary>Skip it if its content is the same, otherwise fail. With <see cref="Overwrite"/>: otherwise replace it.</summary>
    SkipSame = 2,
}
