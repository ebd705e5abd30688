using Microsoft.AspNetCore.Http;

namespace IkomiaScale.Tests.Support;

/// <summary>A request as it came over the wire.</summary>
internal sealed class SeenRequest(string method, string target, IReadOnlyDictionary<string, string> headers)
{
    public string Method => method;

    /// <summary>Path and query, byte for byte.</summary>
    public string Target => target;

    /// <summary>The body, as far as the test's server read it.</summary>
    public byte[] Body { get; set; } = [];

    public string? Header(string name) => headers.GetValueOrDefault(name);

    public override string ToString() => $"{method} {target}";

    /// <summary>The request that a server is just answering.</summary>
    public static SeenRequest Of(HttpContext context) => (SeenRequest)context.Items[typeof(SeenRequest)]!;
}
