using System.Management.Automation;
using IkomiaScale.Abstractions;
using IkomiaScale.Storage;

namespace IkomiaScale.Commands;

/// <summary>Makes URLs that give a content without a token until they expire.</summary>
[Cmdlet(VerbsCommon.New, "IkStoragePresignedUrl", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(IkPresignedUrl))]
public sealed class NewIkStoragePresignedUrlCommand : RemoteSourceCmdlet
{
    /// <summary>How long the URL is good: a time span, or a number of seconds. More than 0; default one hour.</summary>
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
            // The service gets whole seconds, so that is what the object says too.
            var expiresAt = DateTimeOffset.FromUnixTimeSeconds((DateTimeOffset.UtcNow + ExpiresIn).ToUnixTimeSeconds());
            var url = WaitFor(Client.Storage.CreatePresignedUrlAsync(source.Uid, expiresAt, StopToken));
            WriteObject(new IkPresignedUrl(url, source, expiresAt));
        }
    }
}
