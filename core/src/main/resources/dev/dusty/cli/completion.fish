# Completion of dusty for fish.
#
# "dusty __complete" answers with a word a line, and a tab and what it means behind it; the last line says what of the
# file system to add.
function __dusty_complete
    set -l words (commandline -opc)
    set -l program (string replace -r '^~' -- $HOME $words[1])
    set -l word (commandline -ct)
    set -e words[1]
    for line in ($program __complete -- $words "$word" 2>/dev/null)
        switch $line
            case :files
                __fish_complete_path "$word"
            case :folders
                __fish_complete_directories "$word"
            case ':*'
            case '*'
                printf '%s\n' $line
        end
    end
end
complete -c dusty -f -a '(__dusty_complete)'
