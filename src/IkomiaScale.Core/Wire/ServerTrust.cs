using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IkomiaScale.Wire;

/// <summary>
/// Decides which servers are trusted: by the authorities of the system, or by those of the connection. It remembers the
/// certificate of each server, because the exception of the network stack does not say what to do.
/// </summary>
internal sealed class ServerTrust
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly X509Certificate2Collection _authorities = [];
    private readonly ConcurrentDictionary<string, ServerCertificate> _seen = new(StringComparer.OrdinalIgnoreCase);

    private readonly ConcurrentDictionary<string, bool> _asking = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, bool> _answering = new(StringComparer.OrdinalIgnoreCase);

    public ServerTrust(IReadOnlyList<X509Certificate2> authorities)
    {
        _authorities.AddRange(authorities.ToArray());
    }

    /// <summary>Returns the last certificate of a host; null if it did not use TLS.</summary>
    public ServerCertificate? Seen(string host) => _seen.TryGetValue(host, out var certificate) ? certificate : null;

    /// <summary>Whether a host asked for a client certificate. For some hosts it is optional.</summary>
    public bool AsksForCertificate(string host) => _asking.ContainsKey(host);

    /// <summary>Records that a host asked for a client certificate.</summary>
    public void NoteAsksForCertificate(string host) => _asking[host] = true;

    /// <summary>Whether a host has answered a request.</summary>
    public bool HasAnswered(string host) => _answering.ContainsKey(host);

    /// <summary>Records that a host has answered a request.</summary>
    public void NoteAnswer(string host) => _answering[host] = true;

    /// <summary>Whether a certificate is valid for a host.</summary>
    /// <param name="host">The requested host.</param>
    /// <param name="certificate">The certificate of the server.</param>
    /// <param name="chain">The chain to an authority, as the system built it.</param>
    /// <param name="errors">The errors that the system found.</param>
    public bool Accept(string host, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            _seen[host] = new ServerCertificate(null, CertificateProblems.Missing, null);
            return false;
        }

        var server = certificate as X509Certificate2 ?? new X509Certificate2(certificate);
        var problems = errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? CertificateProblems.WrongHost : CertificateProblems.None;
        var status = errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) ? StatusOf(server, chain) : [];
        foreach (var item in status)
        {
            problems |= ProblemOf(item.Status);
        }

        _seen[host] = new ServerCertificate(server, problems, status.Length == 0 ? null : string.Join(", ", status.Select(item => item.Status)));
        return problems == CertificateProblems.None && !errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable);
    }

    // Returns the problems of the chain; none if it leads to an authority of the connection.
    private X509ChainStatus[] StatusOf(X509Certificate2 server, X509Chain? system)
    {
        if (_authorities.Count == 0)
        {
            return OrUnknown(system?.ChainStatus);
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        if (system is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(system.ChainPolicy.ExtraStore);
        }

#if NET
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        return chain.Build(server) ? [] : OrUnknown(chain.ChainStatus);
#else
        // This framework has no such mode, so the end of the chain is compared. Only its missing trust by the system is
        // ignored.
        chain.ChainPolicy.ExtraStore.AddRange(_authorities);
        chain.Build(server);
        var end = chain.ChainElements.Count == 0 ? null : chain.ChainElements[chain.ChainElements.Count - 1].Certificate;
        var isGiven = end is not null && _authorities.Cast<X509Certificate2>().Any(authority => authority.RawData.SequenceEqual(end.RawData));
        return chain.ChainStatus.Where(item => !isGiven || item.Status is not (X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.NoError)).ToArray();
#endif
    }

    // A chain that is refused without a reason is refused.
    private static X509ChainStatus[] OrUnknown(X509ChainStatus[]? status) =>
        status is { Length: > 0 } ? status : [new X509ChainStatus { Status = X509ChainStatusFlags.PartialChain }];

    private static CertificateProblems ProblemOf(X509ChainStatusFlags status) => status switch
    {
        X509ChainStatusFlags.NoError => CertificateProblems.None,
        X509ChainStatusFlags.NotTimeValid => CertificateProblems.Expired,

        // An authority with the same name that did not sign the certificate.
        X509ChainStatusFlags.NotSignatureValid => CertificateProblems.Untrusted,
        X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain => CertificateProblems.Untrusted,
        X509ChainStatusFlags.Revoked => CertificateProblems.Revoked,
        _ => CertificateProblems.Other,
    };
}
