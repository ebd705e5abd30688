namespace Flurl.Http;

/// <summary>Has the name of a type of the real library, and a member that no version of it has.</summary>
public sealed class FlurlClient
{
    /// <summary>The text at an address.</summary>
    public string ReadNow(string url)
    {
        using var client = new System.Net.Http.HttpClient();
        return client.GetStringAsync(url).GetAwaiter().GetResult();
    }
}
