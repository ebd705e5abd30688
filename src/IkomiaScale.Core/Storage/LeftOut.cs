using IkomiaScale.Errors;

namespace IkomiaScale.Storage;

/// <summary>Why something in a folder is not sent.</summary>
internal enum LeftOutReason
{
    /// <summary>A linked folder: it may lead in a circle.</summary>
    LinkedFolder,

    /// <summary>A link that leads nowhere.</summary>
    BrokenLink,

    /// <summary>A pipe, socket or device: it has no content, and opening it may wait for ever.</summary>
    NoContent,

    /// <summary>A file in the making, or what was left of one.</summary>
    Partial,
}

/// <summary>Something in a folder that is not sent.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Reason">Why.</param>
internal sealed record LeftOut(string Path, LeftOutReason Reason)
{
    /// <summary>The same in words.</summary>
    public override string ToString() => Reason switch
    {
        LeftOutReason.LinkedFolder => $"The linked folder '{Printable.Escape(Path)}' is not followed. Send it by itself if it is meant.",
        LeftOutReason.BrokenLink => $"'{Printable.Escape(Path)}' is a link that leads nowhere, and is left out.",
        LeftOutReason.NoContent => $"'{Printable.Escape(Path)}' is a pipe, socket or device, which has no content to send, and is left out.",
        _ => $"'{Printable.Escape(Path)}' is a file in the making, or what was left of one, and is left out.",
    };
}
