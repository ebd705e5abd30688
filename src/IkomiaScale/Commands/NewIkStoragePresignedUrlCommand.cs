using System.Management.Automation;
using IkomiaScale.Abstractions;
using IkomiaScale.Storage;

namespace IkomiaScale.Commands;

/// <summary>Creates pre-signed URLs: each reads one object without a token until it expires.</summary>
[Cmdlet(VerbsCommon.New, "IkStoragePresignedUrl", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(IkPresignedUrl))]
public sealed class NewIkStoragePresignedUrlCommand : RemoteSourceCmdlet
{
    /// <summary>How long the URL is valid: a time span, or a number of seconds, more than 0. One hour by default.</summary>
    [Parameter(Position = 1)]
    [Seconds]
    public TimeSpan ExpiresIn { get; set; } = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    private protected override bool TakesDirectories => false;

    /// <inheritdoc/>
    protected override void ProcessObject(IkStorageObject source)
    {
        if (ShouldProcess(source.ToString(), "Create pre-signed URL"))
        {
            // The service accepts whole seconds only, so the object rounds in the same way.
            var expiresAt = DateTimeOffset.FromUnixTimeSeconds((DateTimeOffset.UtcNow + ExpiresIn).ToUnixTimeSeconds());
            var url = WaitFor(Client.Storage.CreatePresignedUrlAsync(source.Uid, expiresAt, StopToken));
            WriteObject(new IkPresignedUrl(url, source, expiresAt));
        }
    }
}
