namespace IkomiaScale.Deployments.Inputs;

/// <summary>An input that is ready to send: a part of the JSON of the request.</summary>
internal abstract class InputPart
{
    /// <summary>The length in bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Writes it. It is called again if the request is repeated.</summary>
    public abstract Task WriteAsync(BodyWriter body);
}
