using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IkomiaScale.Wire;

/// <summary>
/// Decides which servers are trusted: by the system's authorities, or by those that were given. It remembers what each server has
/// shown, as what the network stack says of a refusal does not tell a person what to do.
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

    /// <summary>What a host has shown last; null where there was no TLS with it.</summary>
    public ServerCertificate? Seen(string host) => _seen.TryGetValue(host, out var certificate) ? certificate : null;

    /// <summary>Whether a host has asked for a client certificate. Some only offer to take one.</summary>
    public bool AsksForCertificate(string host) => _asking.ContainsKey(host);

    /// <summary>Remembers that a host has asked for a client certificate.</summary>
    public void NoteAsksForCertificate(string host) => _asking[host] = true;

    /// <summary>Whether a host has answered a request.</summary>
    public bool HasAnswered(string host) => _answering.ContainsKey(host);

    /// <summary>Remembers that a host has answered a request.</summary>
    public void NoteAnswer(string host) => _answering[host] = true;

    /// <summary>Whether a certificate is good for a host.</summary>
    /// <param name="host">The host that was to be reached.</param>
    /// <param name="certificate">What it has shown.</param>
    /// <param name="chain">The way to an authority, as the system has built it.</param>
    /// <param name="errors">What the system says.</param>
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

    // What is wrong with the chain: nothing where it leads to an authority that was given.
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
        // There is no such mode here: the end of the chain is looked at instead, and nothing but its not being the system's is forgiven.
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

        // An authority of the same name, but not the one that has signed it.
        X509ChainStatusFlags.NotSignatureValid => CertificateProblems.Untrusted,
        X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain => CertificateProblems.Untrusted,
        X509ChainStatusFlags.Revoked => CertificateProblems.Revoked,
        _ => CertificateProblems.Other,
    };
}
