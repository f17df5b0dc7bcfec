% Characters read as others, and the flag iso.

:- initialization(main).

next(S, T) :- read_term(S, T, []).
read_text(Text, T) :- open_string(Text, S), read(S, T), close(S).
portray(S) :- is_stream(S), write(s).
says(G) :- catch(( G -> numbervars(G, 0, _), print(G) ; write(no) ), error(E, _), print(E)), nl.

main :- conversions, order, iso.

conversions :-
    says(current_char_conversion(a, _)),                      % expect: current_char_conversion(a,a)
    says(char_conversion(_, a)),                              % expect: instantiation_error
    says(char_conversion(1, _)),                              % expect: instantiation_error
    says(char_conversion(ab, a)),                             % expect: type_error(character,ab)
    says(char_conversion(a, "b")),                            % expect: type_error(character,"b")
    says(current_char_conversion(ab, _)),                     % expect: type_error(character,ab)
    char_conversion('&', ','), char_conversion('^', ''''), char_conversion('A', b), char_conversion('ä', 'X'),
    says(read_text("f(a&b).", _)),                            % expect: read_text("f(a&b).",f(a&b))
    set_prolog_flag(char_conversion, on),
    says(read_text("f(a & b & 'c & A').", _)),                % expect: read_text("f(a & b & 'c & A').",f(a,b,'c & A'))
    says(read_text("f(^b & c^ & A).", _)),                    % expect: read_text("f(^b & c^ & A).",f('b & c',b))
    says(read_text("f(0'&& 0'''& 0'\\n& 1'A).", _)),          % expect: syntax_error(end_of_file_in_quoted('\''))
    says(read_text("f(0'&& 0'''& 0'\\n& \"&\"& `&`).", _)),   % expect: read_text("f(0'&& 0'''& 0'\\n& \"&\"& `&`).",f(38,39,10,"&",[38]))
    says(read_text("f(a /* & */& b) % & ' \n.", _)),          % expect: read_text("f(a /* & */& b) % & ' \n.",f(a,b))
    says(read_text("f(ä&äa& _).", _)),                        % expect: read_text("f(ä&äa& _).",f(A,B,C))
    says(read_text("X =.. Y & ä.", _)),                       % expect: read_text("X =.. Y & ä.",(A=..B,A))
    says(read_text("f('a''b\\' &'& 16'FF).", _)),             % expect: read_text("f('a''b\\' &'& 16'FF).",f('a\'b\' &',255))
    open_string("a&b. c&d.\n  e&f.  g&", S),
    says(next(S, _)),                                         % expect: next(s,(a,b))
    says(next(S, _)),                                         % expect: next(s,(c,d))
    read_term(S, _, [term_position(P)]), says(P = P),         % expect: '$stream_position'(12,2,2,12)='$stream_position'(12,2,2,12)
    says(next(S, _)),                                         % expect: syntax_error(end_of_file)
    says(next(S, _)),                                         % expect: next(s,end_of_file)
    findall(C-D, ( current_char_conversion(C, D), C \== D ), L), says(L = L),  % expect: [(&)-(','),'A'-b,(^)-'\'',ä-'X']=[(&)-(','),'A'-b,(^)-'\'',ä-'X']
    says(findall(C, current_char_conversion(C, b), _)),       % expect: findall(A,current_char_conversion(A,b),['A',b])
    char_conversion('&', '&'),
    says(read_text("f(a & b & A).", _)),                      % expect: read_text("f(a & b & A).",f(a&b&b))
    list_to_assoc([a-1], T), get_assoc(a, T, V), says(V = 1),  % expect: 1=1
    set_prolog_flag(char_conversion, off),
    says(read_text("f(a & b & A).", _)).                      % expect: read_text("f(a & b & A).",f(a&b&A))

:- op(700, xfy, &).

order :-
    msort([3, 1.0, 2, 2.0, 1, a, 0.5], L), says(L = L),       % expect: [0.5,1.0,1,2.0,2,3,a]=[0.5,1.0,1,2.0,2,3,a]
    says(compare(_, 1, 2.0)).                                 % expect: compare(<,1,2.0)

fact(1).

iso :-
    says(_ is 4 / 2),                                         % expect: 2 is 4/2
    says(atom_length(12, _)),                                 % expect: atom_length(12,2)
    says(clause(fact(_), true)),                              % expect: clause(fact(1),true)
    says(read_text("f(a :- b).", _)),                         % expect: read_text("f(a :- b).",f((a:-b)))
    set_prolog_flag(iso, true),
    says(current_prolog_flag(iso, _)),                        % expect: current_prolog_flag(iso,true)
    says(_ is 4 / 2),                                         % expect: 2.0 is 4/2
    says(_ is 7 rdiv 7),                                      % expect: 1 is 7 rdiv 7
    says(atom_length(12, _)),                                 % expect: type_error(atom,12)
    says(clause(fact(_), true)),                              % expect: permission_error(access,private_procedure,fact/1)
    says(read_text("f(a :- b).", _)),                         % expect: syntax_error(operator_clash)
    says(read_text("[a :- b].", _)),                          % expect: syntax_error(operator_clash)
    says(read_text("[a|b :- c].", _)),                        % expect: syntax_error(operator_clash)
    says(read_text("f((a :- b), {c :- d}).", _)),             % expect: read_text("f((a :- b), {c :- d}).",f((a:-b),{c:-d}))
    msort([3, 1.0, 2, 2.0, 1, a, 0.5], L), says(L = L),       % expect: [0.5,1.0,2.0,1,2,3,a]=[0.5,1.0,2.0,1,2,3,a]
    says(compare(_, 1, 2.0)),                                 % expect: compare(>,1,2.0)
    list_to_rbtree([a-1], T), rb_size(T, N), says(N = 1),     % expect: 1=1
    set_prolog_flag(iso, false),
    says(_ is 4 / 2).                                         % expect: 2 is 4/2
