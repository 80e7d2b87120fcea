# What karabakh offers at the TAB key in bash (4.4 or later). Nothing that it answers is evaluated.
_karabakh() {
    local kind
    COMPREPLY=()
    {
        IFS= read -r kind
        mapfile -t COMPREPLY
    } < <(_KARABAKH_COMPLETE=bash command karabakh "${COMP_LINE:0:COMP_POINT}" "$2" "$COMP_TYPE" 2>/dev/null)
    case $kind in
        files) compopt -o default ;;
        folders) compopt -o dirnames ;;
    esac
}
complete -F _karabakh karabakh
