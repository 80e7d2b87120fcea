# What karabakh offers at the TAB key in zsh (5 or later). Nothing that it answers is evaluated.
_karabakh() {
    local line
    local -a lines values shown
    line="${(j: :)words[1,CURRENT-1]} $QIPREFIX$PREFIX"
    lines=("${(@f)$(_KARABAKH_COMPLETE=zsh command karabakh "$line" 2>/dev/null)}")
    case $lines[1] in
        files) compset -P '--*='; _files; return ;;
        folders) compset -P '--*='; _files -/; return ;;
    esac
    for line in "${(@)lines[2,-1]}"; do
        values+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'/  }")
    done
    # Words that do not begin with what is typed are gone through: what they share would take its place.
    if (( $#values > 1 && ${#${(@M)values:#${(b)${(Q)PREFIX}}*}} < $#values )); then
        compstate[insert]=menu
    fi
    compadd -U -l -d shown -a values
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
compdef _karabakh karabakh
