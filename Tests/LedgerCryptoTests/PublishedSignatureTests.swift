import LedgerCrypto
import Testing

/// Signatures that others published, so that not only our own signing agrees with our verifying.
struct PublishedSignatureTests {
    /// RFC 8032, section 7.1: secret key, public key, message, signature.
    static let ed25519: [[String]] = [
        [
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                + "d25bf5f0595bbe24655141438e7a100b",
        ],
        [
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
                + "387b2eaeb4302aeeb00d291612bb0c00",
        ],
        [
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
                + "4a7c15e9716ed28dc027beceea1ec40a",
        ],
        [
            "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
            "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd"
                + "454d4423643ce80e2a9ac94fa54ca49f",
            "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e030"
                + "3dca179c138ac17ad9bef1177331a704",
        ],
    ]

    @Test("Ed25519 keys and signatures are those of RFC 8032", arguments: ed25519)
    func rfc8032(vector: [String]) throws {
        let pkcs8 = bytes("302e020100300506032b657004220420") + bytes(vector[0])
        let key = try PrivateKey(pem: pem("PRIVATE KEY", pkcs8), passphrase: nil)
        let (message, signature) = (bytes(vector[2]), bytes(vector[3]))
        #expect(key.publicKey.spki.suffix(32) == bytes(vector[1]).suffix(32))
        #expect(try key.sign(message) == signature)
        #expect(try key.publicKey.isValid(signature: signature, of: message))
        #expect(try !key.publicKey.isValid(signature: signature, of: message + [0]))
    }

    /// RFC 6979, A.2.5 and A.2.6, message "sample": SPKI prefix, public key, signature with the digest of the
    /// algorithm (in DER).
    static let ecdsa: [[String]] = [
        [
            "3059301306072a8648ce3d020106082a8648ce3d03010703420004",
            "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
                + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299",
            "3046"
                + "022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
                + "022100f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8",
        ],
        [
            "3076301006072a8648ce3d020106052b8104002203620004",
            "ec3a4e415b4e19a4568618029f427fa5da9a8bc4ae92e02e06aae5286b300c64def8f0ea9055866064a254515480bc13"
                + "8015d9b72d7d57244ea8ef9ac0c621896708a59367f9dfb9f54ca84b3f1c9db1"
                + "288b231c3ae0d4fe7344fd2533264720",
            "3066"
                + "02310094edbb92a5ecb8aad4736e56c691916b3f88140666ce9fa73d64c4ea95"
                + "ad133c81a648152e44acf96e36dd1e80fabe46"
                + "02310099ef4aeb15f178cea1fe40db2603138f130e740a19624526203b6351d0"
                + "a3a94fa329c145786e679e7b82c71a38628ac8",
        ],
    ]

    @Test("ECDSA signatures of RFC 6979 are valid", arguments: ecdsa)
    func rfc6979(vector: [String]) throws {
        let key = try PublicKey(spki: bytes(vector[0] + vector[1]))
        #expect(try key.isValid(signature: bytes(vector[2]), of: Array("sample".utf8)))
        #expect(try !key.isValid(signature: bytes(vector[2]), of: Array("Sample".utf8)))
    }
}
