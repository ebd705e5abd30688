namespace IkomiaScale;

/// <summary>How much of a product a deployment used in a span of time: a line of a bill.</summary>
public sealed class IkDeploymentUsage
{
    internal IkDeploymentUsage(string product, string unit, DateTimeOffset? time, double amount)
    {
        Product = product;
        Unit = unit;
        Time = time;
        Amount = amount;
    }

    /// <summary>The project of the deployment.</summary>
    public string? Project { get; internal init; }

    /// <summary>The workflow of the deployment.</summary>
    public string? Workflow { get; internal init; }

    /// <summary>What is counted, by the platform's name.</summary>
    public string Product { get; }

    /// <summary>What it is counted in, such as seconds, in the platform's word.</summary>
    public string Unit { get; }

    /// <summary>The beginning of the span, in local time; null for a total of all spans.</summary>
    public DateTimeOffset? Time { get; }

    /// <summary>How much, in units.</summary>
    public double Amount { get; }

    /// <summary>The provider of the deployment.</summary>
    public string? Provider { get; internal init; }

    /// <summary>The region of the deployment.</summary>
    public string? Region { get; internal init; }

    /// <summary>The flavour of the deployment.</summary>
    public string? Flavour { get; internal init; }

    /// <summary>The size of the deployment.</summary>
    public string? Size { get; internal init; }

    /// <summary>The product and the amount.</summary>
    public override string ToString() => FormattableString.Invariant($"{Product}: {Amount} {Unit}");
}
