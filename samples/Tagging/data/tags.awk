# Makes lines of word/TAG, with twelve tags that every language has, of texts tagged as the Brown corpus: over eighty tags, with marks for titles, headlines and foreign words.
# Own rules, after what the manual of the corpus says that a tag is for.
BEGIN {
    all("NOUN", "nn nns np nps nr nrs")
    all("VERB", "be bed bedz beg bem ben ber bez do dod doz hv hvd hvg hvn hvz md vb vbd vbg vbn vbz")
    all("ADJ", "jj jjr jjs jjt ap od")                    # ap: many, other, next; od: first, second
    all("ADV", "rb rbr rbt rn ql qlp wql wrb *")          # ql: very, too; *: not
    all("PRON", "pp pps ppss ppo ppl ppls pn wpo wps wp ex") # with my and whose; ex: there is
    all("DET", "at dt dti dts dtx wdt abl abn abx")       # abn: all, half
    all("ADP", "in")
    all("NUM", "cd")
    all("CONJ", "cc cs")                                  # cs: that, because
    all("PRT", "rp to")                                   # rp: up in give up; to: before a verb
    all("X", "uh nil")
    all(".", ". , : ( ) -- ' `` ''")
}

function all(simple, tags,    list, count, i) {
    count = split(tags, list, " ")
    for (i = 1; i <= count; i++) {
        simpler[list[i]] = simple
    }
}

function simplify(tag) {
    if (tag ~ /^fw-/) {
        return "X"
    }

    # Of two words written as one, as in they'll or gonna, the first counts.
    if (length(tag) > 1) {
        sub(/\+.*/, "", tag)
    }

    # The possessive of a word is what the word is: pp$$ is mine, np$ is Atlanta's. A verb with a star is one with n't.
    gsub(/-(tl|hl|nc)/, "", tag)
    sub(/\$+$/, "", tag)
    if (length(tag) > 1) {
        sub(/\*$/, "", tag)
    }

    if (!(tag in simpler)) {
        print "no rule for the tag " tag > "/dev/stderr"
        failed = 1
    }

    return simpler[tag]
}

NF > 0 {
    line = ""
    last = ""
    for (i = 1; i <= NF; i++) {
        # The last slash: 1/2/cd is a number.
        cut = match($i, /\/[^\/]*$/)
        word = substr($i, 1, cut - 1)

        # The files have marks such as ? and ; twice each.
        if (word ~ /^[?;!]$/ && word == last) {
            continue
        }

        line = line (line == "" ? "" : " ") word "/" simplify(substr($i, cut + 1))
        last = word
    }

    print line
}

END { exit failed }
