namespace IkomiaScale.Deployments.Inputs;

/// <summary>An input that is ready to leave: a piece of the request's JSON.</summary>
internal abstract class InputPart
{
    /// <summary>How many bytes it will be.</summary>
    public abstract long Length { get; }

    /// <summary>Writes it; again from its start if the request has to be repeated.</summary>
    public abstract Task WriteAsync(BodyWriter body);
}
