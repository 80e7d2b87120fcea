# What karabakh offers at the TAB key in PowerShell (7.3 or later). This has not been tried.
Register-ArgumentCompleter -Native -CommandName karabakh -ScriptBlock {
    param($word, $command, $cursor)
    $length = $cursor - $command.Extent.StartOffset
    $line = $command.Extent.Text.PadRight($length).Substring(0, $length)
    $env:_KARABAKH_COMPLETE = 'powershell'
    try { $lines = @(karabakh $line 2>$null) } finally { Remove-Item Env:_KARABAKH_COMPLETE }
    $lines | Select-Object -Skip 1 | ForEach-Object {
        $value, $meaning = $_ -split "`t", 2
        $shown = if ($meaning) { $meaning } else { $value }
        [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $shown)
    }
}
