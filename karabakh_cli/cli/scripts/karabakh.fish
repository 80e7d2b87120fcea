# What karabakh offers at the TAB key in fish (3.1 or later). Nothing that it answers is evaluated.
function __karabakh
    set -l lines (_KARABAKH_COMPLETE=fish command karabakh (commandline --current-process --cut-at-cursor | string collect) 2>/dev/null)
    set -l typed (commandline --current-token --cut-at-cursor)
    set -l option (string match --regex -- '^--[^=]+=' $typed; or echo)
    set -l path (string replace -- "$option" '' $typed)
    switch "$lines[1]"
        case files
            printf '%s\n' $option(__fish_complete_path $path)
        case folders
            printf '%s\n' $option(__fish_complete_directories $path)
        case '*'
            string join \n -- $lines[2..-1]
    end
end
complete --command karabakh --no-files --arguments '(__karabakh)'
