using IkomiaScale.Profiles;

namespace IkomiaScale.Connections;

/// <summary>Merges values of parameters with those of a profile.</summary>
internal static class ProfileMerge
{
    /// <summary>The values of both; parameters win.</summary>
    /// <param name="given">The values of the parameters. The endpoint may be the name of a deployment.</param>
    /// <param name="saved">The values of the profile.</param>
    /// <param name="hasProxyCredential">Whether parameters have a user name and password for the proxy.</param>
    public static IkConnectionProfile Over(this IkConnectionProfile given, IkConnectionProfile saved, bool hasProxyCredential = false)
    {
        var deployments = given.Deployments.Count > 0 ? given.Deployments : saved.Deployments;
        var isDirect = given.NoProxy || (saved.NoProxy && given.Proxy is null && !given.ProxyUseDefaultCredentials && !hasProxyCredential);
        return new IkConnectionProfile
        {
            Name = given.Name.Length > 0 ? given.Name : saved.Name,
            Endpoint = Endpoint(given.Endpoint, deployments) ?? saved.Endpoint,
            ScaleUrl = given.ScaleUrl ?? saved.ScaleUrl,
            StorageUrl = given.StorageUrl ?? saved.StorageUrl,
            Deployments = deployments,
            TokenSource = given.TokenSource ?? saved.TokenSource,
            TimeoutSec = given.TimeoutSec ?? saved.TimeoutSec,
            AllowInsecure = given.AllowInsecure || saved.AllowInsecure,
            NoProxy = isDirect,
            Proxy = isDirect ? null : given.Proxy ?? saved.Proxy,
            ProxyUser = isDirect || given.ProxyUseDefaultCredentials ? null : given.ProxyUser ?? (hasProxyCredential ? null : saved.ProxyUser),
            ProxyUseDefaultCredentials = !isDirect && !hasProxyCredential && (given.ProxyUseDefaultCredentials || saved.ProxyUseDefaultCredentials),
            CertificateAuthority = given.CertificateAuthority ?? saved.CertificateAuthority,
            Certificate = given.Certificate ?? saved.Certificate,
            Text = saved.Text,
        };
    }

    private static Uri? Endpoint(Uri? endpoint, IReadOnlyDictionary<string, Uri> deployments) =>
        endpoint is { IsAbsoluteUri: false } ? DeploymentNames.Find(deployments, endpoint.OriginalString) ?? endpoint : endpoint;
}
