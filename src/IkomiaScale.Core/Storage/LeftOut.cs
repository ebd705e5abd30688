using IkomiaScale.Errors;

namespace IkomiaScale.Storage;

/// <summary>Why a file or folder is not sent.</summary>
internal enum LeftOutReason
{
    /// <summary>A linked folder: it may form a cycle.</summary>
    LinkedFolder,

    /// <summary>A link whose target does not exist.</summary>
    BrokenLink,

    /// <summary>A pipe, socket or device: it has no content, and opening it may block forever.</summary>
    NoContent,

    /// <summary>An unfinished or abandoned download.</summary>
    Partial,
}

/// <summary>A file or folder that is not sent.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Reason">The reason.</param>
internal sealed record LeftOut(string Path, LeftOutReason Reason)
{
    /// <summary>The message for users.</summary>
    public override string ToString() => Reason switch
    {
        LeftOutReason.LinkedFolder => $"The linked folder '{Printable.Escape(Path)}' is not followed. To send it, name it in a command of its own.",
        LeftOutReason.BrokenLink => $"'{Printable.Escape(Path)}' is skipped: it is a link whose target does not exist.",
        LeftOutReason.NoContent => $"'{Printable.Escape(Path)}' is skipped: it is a pipe, socket or device and has no content.",
        _ => $"'{Printable.Escape(Path)}' is skipped: it is an unfinished download.",
    };
}
