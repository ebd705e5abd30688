namespace IkomiaScale.Storage;

/// <summary>What to do when the object or file that is to be written is there already.</summary>
[Flags]
public enum WhenExists
{
    /// <summary>Fail with <see cref="ScaleErrorId.ObjectExists"/> or <see cref="ScaleErrorId.FileExists"/>; nothing is lost.</summary>
    Fail = 0,

    /// <summary>Replace it.</summary>
    Overwrite = 1,

    /// <summary>Leave it if its content is the same; otherwise fail. Together with <see cref="Overwrite"/>, replace what differs.</summary>
    SkipSame = 2,
}
