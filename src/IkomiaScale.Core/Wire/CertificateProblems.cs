namespace IkomiaScale.Wire;

/// <summary>What is wrong with the certificate of a server.</summary>
[Flags]
internal enum CertificateProblems
{
    None = 0,
    Missing = 1,
    Expired = 2,
    NotYetValid = 4,
    WrongHost = 8,
    Untrusted = 16,
    Revoked = 32,
    Other = 64,
}
